import type { FastifyRequest } from "fastify";
import { GraphQLError } from "graphql";
import type { Logger } from "pino";
import type { Admit } from "../graphql/admission.js";
import type { Context } from "../graphql/context.js";
import { httpAnswer } from "../graphql/errors.js";
import { publicError } from "../graphql/masking.js";
import { askedBy } from "./asked.js";

/** Lets requests in; what fails on our side while that is found out is masked as what fails later. */
export const contextOf =
  (admit: Admit, logger: Logger) =>
  async (request: FastifyRequest): Promise<Context> => {
    try {
      return await admit(askedBy(request));
    } catch (error) {
      if (error instanceof GraphQLError) throw error;
      throw masked(error as Error, request.id, logger);
    }
  };

function masked(originalError: Error, requestId: string, logger: Logger): GraphQLError {
  const { message, extensions } = publicError(new GraphQLError("", { originalError }), { requestId }, logger);
  const mayHeal = extensions.code === "SERVICE_UNAVAILABLE";
  const http = mayHeal ? httpAnswer(503, { "retry-after": "1" }) : httpAnswer(500, {});
  return new GraphQLError(message, { extensions: { ...extensions, http } });
}
