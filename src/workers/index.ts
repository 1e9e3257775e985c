export { Consortium } from "./consortium.js";
export { GrowthGoal, GrowthGoalStatus } from "./growth-goal.js";
export { Library } from "./library.js";
export { Worker } from "./worker.js";
export { RatingSource, WorkerSkill } from "./worker-skill.js";
