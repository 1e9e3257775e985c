import { allocationJobs } from "../../src/allocation/index.js";
import type { User } from "../../src/platform/auth/principal.js";
import { must, uuidIn } from "../support/people.js";
import type { TestService } from "../support/service.js";

export const SHOWN = `plan { id version name status progress failure needs candidates served unserved missing total totalScore
  greedyTotal greedyMissing upperBound gap method proposed refused message
  slate(first: 100) { nodes { id rank score state refusal candidate need { id } worker { id } } }
  unservedWorkers(first: 100) { nodes { missing reason candidate worker { id } } } }`;

/** Runs a job that was enqueued for a plan. */
export async function runJob({ service }: TestService, name: string, planId: string): Promise<void> {
  const job = allocationJobs(service.allocation).find((each) => each.name === name)!;
  await job.run({ planId: uuidIn(planId) });
}

export async function planOf(test: TestService, id: string, user: User) {
  const { data, errors } = await test.execute(
    `query ($id: ID!) { allocationPlan(id: $id) { ${SHOWN.slice(SHOWN.indexOf("{") + 1, SHOWN.lastIndexOf("}"))} } }`,
    { id },
    user,
  );
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return data.allocationPlan;
}

/** Plans, has it worked out, and answers what came of it. */
export async function planned(test: TestService, user: User, terms: object = {}) {
  const { plan } = await must(test, "planAllocation", SHOWN, { name: "Autumn", ...terms }, user);
  await runJob(test, "plan-allocation", plan.id);
  return await planOf(test, plan.id, user);
}

/** Approves a plan, has it carried out, and answers what came of it. */
export async function approved(
  test: TestService,
  user: User,
  { id, version }: { id: string; version: number },
) {
  const input = { id, expectedVersion: version, message: "The consortium suggests you meet." };
  await must(test, "approveAllocation", SHOWN, input, user);
  await runJob(test, "approve-allocation", id);
  return await planOf(test, id, user);
}
