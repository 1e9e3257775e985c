import { serverAudits } from "graphql-http";
import { type HttpTest, startHttpTest } from "../support/http.js";

let http: HttpTest;

beforeAll(async () => {
  http = await startHttpTest();
});
afterAll(() => http.stop());

/** What a GET without a header of its own asks could come from any web page, so it is refused, as the audits allow. */
const BY_CSRF_PREVENTION = ["5A70", "D6D5", "6A70"];

describe("GraphQL over HTTP", () => {
  it("meets every audit, without a warning", async () => {
    const audits = serverAudits({ url: `${http.origin}/graphql`, fetchFn: fetch });
    const results = await Promise.all(audits.map((audit) => audit.fn()));
    const of = (status: string) =>
      results.filter((result) => result.status === status).map(({ id, name }) => `${id} ${name}`);
    expect(results).toHaveLength(61);
    expect(of("error")).toEqual([]);
    expect(of("warn")).toEqual([]);
    expect(of("notice").map((entry) => entry.slice(0, 4))).toEqual(BY_CSRF_PREVENTION);
  });
});
