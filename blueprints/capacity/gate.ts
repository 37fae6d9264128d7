import type { Member } from "./outcome";
import { unitsOver } from "./scaling";
import { type StoreUse, StoreWatch } from "./store-use";
import type { Disturbance, StoreLimit } from "./system";

type Uses = readonly { readonly at: number; readonly perRequest: number }[];

/** Lets lanes through to their stores: where a store is short, all that ask for it get the same part of what they want. */
export class Gate {
  private readonly uses: readonly Uses[];
  /** The same in rows: uses of lane `at` stand from `starts[at]` on. Every step reads them, for every lane. */
  private readonly starts: Int32Array;
  private readonly ats: Int32Array;
  private readonly perRequests: Float64Array;
  private readonly wants: Float64Array;
  private readonly parts: Float64Array;
  private readonly asked: Float64Array;
  private readonly readers: readonly (Int32Array | undefined)[];
  private readonly watches: readonly StoreWatch[];

  constructor(
    private readonly members: readonly Member[],
    private readonly stores: readonly StoreLimit[],
    private readonly disturbances: readonly Disturbance[],
    private readonly stepSeconds: number,
  ) {
    const places = new Map(stores.map(({ id }, at) => [id, at]));
    this.uses = members.map(({ lane }) =>
      lane.station.uses.flatMap(({ store, perRequest }) => {
        const at = places.get(store);
        return at === undefined ? [] : [{ at, perRequest }];
      }),
    );
    const all = this.uses.flat();
    this.ats = Int32Array.from(all, ({ at }) => at);
    this.perRequests = Float64Array.from(all, ({ perRequest }) => perRequest);
    this.starts = new Int32Array(members.length + 1);
    for (let at = 0; at < members.length; at++)
      this.starts[at + 1] = (this.starts[at] as number) + (this.uses[at] as Uses).length;
    this.wants = new Float64Array(members.length);
    this.parts = new Float64Array(stores.length);
    this.asked = new Float64Array(stores.length);
    this.readers = stores.map((store, at) => this.readersOver(store, at));
    this.watches = stores.map((store, at) => new StoreWatch(store, this.readers[at], stepSeconds));
  }

  /** How busy each store was that anybody asked. */
  get storeUses(): readonly StoreUse[] {
    return this.watches.flatMap(({ use }) => use ?? []);
  }

  pass(step: number): void {
    const { members, wants, asked, starts, ats, perRequests } = this;
    asked.fill(0);
    for (let at = 0; at < members.length; at++) {
      const want = (members[at] as Member).lane.want(step);
      wants[at] = want;
      const end = starts[at + 1] as number;
      for (let use = starts[at] as number; use < end; use++) {
        const store = ats[use] as number;
        asked[store] = (asked[store] as number) + want * (perRequests[use] as number);
      }
    }
    const short = this.weigh(step);
    for (let at = 0; at < members.length; at++) {
      const part = short ? this.partOf(at) : 1;
      (members[at] as Member).lane.move(step, (wants[at] as number) * part, part < 1);
    }
  }

  /** What part of what it is asked each store carries. @returns true where one carries less than all */
  private weigh(step: number): boolean {
    let short = false;
    for (let store = 0; store < this.stores.length; store++) {
      const room = this.roomOf(store, step);
      const asked = this.asked[store] as number;
      this.parts[store] = asked > room ? room / asked : 1;
      if (asked > room) short = true;
      (this.watches[store] as StoreWatch).step(step, Math.min(asked, room), room);
    }
    return short;
  }

  /** The least that the stores of a lane leave it. */
  private partOf(at: number): number {
    let part = 1;
    const end = this.starts[at + 1] as number;
    for (let use = this.starts[at] as number; use < end; use++) {
      const own = this.parts[this.ats[use] as number] as number;
      if (own < part) part = own;
    }
    return part;
  }

  private roomOf(at: number, step: number): number {
    const { id, rps, readers } = this.stores[at] as StoreLimit;
    const there = this.readers[at];
    const carried = there && readers ? (there[step] as number) * readers.eachRps : rps;
    let left = 1;
    for (const { storesLeft, fromSeconds, untilSeconds } of this.disturbances) {
      const share = storesLeft?.[id];
      const second = step * this.stepSeconds;
      if (share !== undefined && second >= fromSeconds && second < untilSeconds) left = Math.min(left, share);
    }
    return carried * left * this.stepSeconds;
  }

  /** Readers over time for what comes to the lanes that ask them: like units, they follow what arrives and not the line. */
  private readersOver({ readers }: StoreLimit, at: number): Int32Array | undefined {
    const [first] = this.members;
    if (!readers || !first) return undefined;
    const asked = new Float64Array(first.lane.accepted.length);
    this.members.forEach(({ lane }, member) => {
      for (const { at: store, perRequest } of this.uses[member] as Uses) {
        if (store !== at) continue;
        for (let step = 0; step < asked.length; step++)
          asked[step] = (asked[step] as number) + (lane.accepted[step] as number) * perRequest;
      }
    });
    return unitsOver(asked, this.stepSeconds, readers.scaling).ready;
  }
}
