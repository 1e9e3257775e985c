import type { User } from "../../src/platform/auth/principal.js";
import { type HttpTestService, startHttpService } from "../support/http-service.js";
import {
  must,
  newConsortium,
  newLibrary,
  newSkill,
  newWorker,
  type People,
  type Person,
  type Staff,
} from "../support/people.js";
import { createTestDatabase } from "../support/postgres-for-tests.js";
import type { TestService } from "../support/service.js";
import { newPublished } from "./carded.js";

export const PUBLIC_URL = "https://skills.example.org";

export interface Got {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** The service with HTTP, whose public pages a test gets. */
export interface PagesTest extends TestService {
  /** Gets a page by its path, or by its public address. */
  get(address: string, headers?: Record<string, string>): Promise<Got>;
}

/** @param variables settings beside those of tests */
export async function startPagesTest(variables: Record<string, string> = {}): Promise<PagesTest> {
  const database = await createTestDatabase();
  const http: HttpTestService = await startHttpService(database.url, { PUBLIC_URL, ...variables });
  return {
    service: http.service,
    url: database.url,
    execute: async (query, values = {}, principal) => {
      const { body } = await http.ask(query, values, principal as User);
      return { data: body.data, errors: body.errors ?? [], statements: 0 };
    },
    get: async (address, headers = {}) => {
      const answer = await fetch(http.origin + address.replace(PUBLIC_URL, ""), { headers });
      return { status: answer.status, headers: answer.headers, text: await answer.text() };
    },
    stop: async () => {
      await http.stop();
      await database.drop();
    },
  };
}

/** A consortium with a library, whose showcase everybody may see. */
export interface OpenTown {
  readonly people: People;
  readonly staff: Staff;
}

export async function newOpenTown(test: TestService, library: object = {}): Promise<OpenTown> {
  const people = await newConsortium(test);
  const staff = await newLibrary(test, people, library);
  await setOpen(test, people, true);
  return { people, staff };
}

export const setOpen = (test: TestService, { admin }: People, open: boolean) =>
  must(test, "openShowcase", "consortium { id showcaseUrl }", { open }, admin);

export interface Shown {
  readonly worker: Person;
  readonly cardId: string;
  readonly skillId: string;
}

let count = 0;

/** A worker whom everybody may find, with a published card. */
export async function newShown(
  test: TestService,
  { people, staff }: OpenTown,
  card: object = {},
  worker: Record<string, unknown> = {},
): Promise<Shown> {
  const skillId = await newSkill(test, `shown skill ${process.pid} ${count++}`);
  const skills = [{ skillId, proficiency: "EXPERT", visibility: "PUBLIC" }];
  const person = await newWorker(test, people, staff.libraryId, { skills, ...worker });
  const cardId = await newPublished(test, person, staff, { skills: [{ skillId }], ...card });
  return { worker: person, cardId, skillId };
}

/** The parameter that lists a consortium's cards alone. */
export async function only(test: PagesTest, { people }: OpenTown): Promise<string> {
  const { data } = await test.execute("{ me { consortium { id } } }", {}, people.admin);
  return `consortium=${data.me.consortium.id}`;
}

interface FeedItem {
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly content_text: string;
  readonly authors: readonly { readonly name: string }[];
  readonly tags: readonly string[];
  readonly _skillbridge: { readonly cardId: string; readonly [more: string]: unknown };
}

/** A feed, which must be there. */
export const feedAt = async (test: PagesTest, address: string) => {
  const { status, headers, text } = await test.get(address);
  expect(status).toBe(200);
  return {
    headers,
    feed: JSON.parse(text) as { items: FeedItem[]; next_url?: string; [more: string]: unknown },
  };
};

/** The cards in a feed. */
export const idsIn = async (test: PagesTest, address: string) =>
  (await feedAt(test, address)).feed.items.map(({ _skillbridge }) => _skillbridge.cardId);

/** Cards of workers, ten each, the last one published last. */
export async function manyCards(test: PagesTest, town: OpenTown, many: number): Promise<string[]> {
  const cards: string[] = [];
  while (cards.length < many) {
    const worker = await newWorker(test, town.people, town.staff.libraryId);
    for (let n = 0; n < 10 && cards.length < many; n++)
      cards.push(await newPublished(test, worker, town.staff, { title: `Card ${cards.length}` }));
  }
  return cards;
}
