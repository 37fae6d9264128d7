import type { Declared } from "./declared";
import type { Sample, SampleResource } from "./sample";

/** One change of a sample, so that failing examples and rows of tests say only what is different. */
export type Change = (sample: Sample) => Sample;

const mapNamed = (sample: Sample, name: string, map: (resource: SampleResource) => SampleResource): Sample => {
  if (!sample.resources.some((resource) => resource.name === name))
    throw new Error(`the sample has no resource ${name}`);
  return {
    ...sample,
    resources: sample.resources.map((resource) => (resource.name === name ? map(resource) : resource)),
  };
};

/** Applies changes in order. */
export const changed = (sample: Sample, ...changes: readonly Change[]): Sample =>
  changes.reduce((current, change) => change(current), sample);

/** Lays inputs over a resource's; `undefined` takes one away. */
export const withInputs =
  (name: string, inputs: Readonly<Record<string, unknown>>): Change =>
  (sample) =>
    mapNamed(sample, name, (resource) => {
      const merged = Object.entries({ ...resource.inputs, ...inputs }).filter(([, value]) => value !== undefined);
      return { ...resource, inputs: Object.fromEntries(merged) };
    });

/** Lays other properties (region, stack, part, ignoreChanges) over a resource's. */
export const withResource =
  (name: string, more: Partial<Omit<SampleResource, "name" | "inputs">>): Change =>
  (sample) =>
    mapNamed(sample, name, (resource) => ({ ...resource, ...more }));

export const without =
  (...names: readonly string[]): Change =>
  (sample) => ({ ...sample, resources: sample.resources.filter(({ name }) => !names.includes(name)) });

export const withMore =
  (...resources: readonly SampleResource[]): Change =>
  (sample) => ({ ...sample, resources: [...sample.resources, ...resources] });

export const declaring =
  (declared: Declared): Change =>
  (sample) => ({ ...sample, declared: { ...sample.declared, ...declared } });
