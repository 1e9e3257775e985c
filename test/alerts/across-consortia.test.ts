import { type Meeting, newCandidate, newMeeting } from "../connections/introduced.js";
import { must, newNeed, newSkill } from "../support/people.js";
import { startTestService, type TestService } from "../support/service.js";
import { foundBy, newAlert, seek, sweep } from "./alerted.js";

let test: TestService;

beforeAll(async () => {
  test = await startTestService();
});
afterAll(() => test.stop());

/** Lets one consortium be open to another, or not any more. */
async function setOpen({ people: from }: Meeting, { people: to }: Meeting, open: boolean): Promise<void> {
  const { data } = await test.execute("{ me { consortium { id } } }", {}, to.admin);
  const input = { consortiumId: data.me.consortium.id, open };
  await must(test, "setDiscovery", "consortium { id }", input, from.admin);
}

it("alerts find what is in another consortium only while both are open to each other", async () => {
  const here = await newMeeting(test);
  const there = await newMeeting(test);
  const skillId = await newSkill(test, "asked for on both sides");
  await newAlert(test, here.partner.member);
  const skills = [{ skillId, proficiency: "PROFICIENT" }];
  const ofThem = { discoverability: "PUBLIC", goals: [{ skillId, target: "EXPERT" }] };
  const own = await newCandidate(test, here.people, here.staff, skillId, ofThem);
  const ownNeed = await newNeed(test, here.partner, { skills });
  await newAlert(test, own.self);
  const look = async () => {
    const other = await newCandidate(test, there.people, there.staff, skillId, ofThem);
    const need = await newNeed(test, there.partner, { skills });
    await seek(test, { needs: [need], workers: [other.id] });
    const [ofWorker, ofPartner] = [await foundBy(test, own.self), await foundBy(test, here.partner.member)];
    return {
      need: ofWorker.includes(`${need} ${own.id}`),
      worker: ofPartner.includes(`${ownNeed} ${other.id}`),
    };
  };
  const [nothing, both] = [
    { need: false, worker: false },
    { need: true, worker: true },
  ];
  expect(await look()).toEqual(nothing);
  await setOpen(here, there, true);
  expect(await look()).toEqual(nothing);
  await setOpen(there, here, true);
  expect(await look()).toEqual(both);
  await setOpen(there, here, false);
  expect(await look()).toEqual(nothing);
  await sweep(test);
  // What was found while they were open is not seen any more.
  expect(await foundBy(test, own.self)).toContain(null);
});
