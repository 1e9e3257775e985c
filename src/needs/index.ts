export { Modality, Need, NeedStatus } from "./need.js";
export { Importance, NeedSkill } from "./need-skill.js";
