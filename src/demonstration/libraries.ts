import type { DemoConsortium, DemoLibrary } from "./demonstration-data.js";

export const consortium: DemoConsortium = {
  key: "lakes-and-rivers",
  name: "Lakes and Rivers Library Consortium",
  country: "US",
};

/** A city, a county and a university library, in three invented places in Minnesota. */
export const libraries: readonly DemoLibrary[] = [
  {
    key: "birchwater",
    isil: "US-MnBwPL",
    name: "Birchwater Public Library",
    country: "US",
    region: "Birchwater",
  },
  {
    key: "tamarack",
    isil: "US-MnTamCL",
    name: "Tamarack County Library",
    country: "US",
    region: "Tamarack County",
  },
  {
    key: "prairie-lakes",
    isil: "US-MnPlSU",
    name: "Prairie Lakes State University Library",
    country: "US",
    region: "Prairie Lakes",
  },
];
