import { factValue } from "../fact";
import { type Curve, curveOf, type Rate } from "./curve";

export const SHAPES = ["day", "spike", "ramp", "diurnal", "flash-crowd"] as const;
export type Shape = (typeof SHAPES)[number];

/** What a manifest declares, in requests a second. */
export interface Declared {
  readonly steadyRps: number;
  readonly peakRps: number;
}

const HOUR = 3600;
const DAY = 24 * HOUR;

interface Form {
  readonly seconds: number;
  readonly foreseeable: boolean;
  readonly about: string;
  readonly rate: (declared: Declared) => Rate;
}

const FORMS: Readonly<Record<Shape, Form>> = {
  day: {
    seconds: DAY,
    foreseeable: true,
    about: "a day whose mean is the steady rate and whose busiest minutes are the peak, at noon",
    rate: wave,
  },
  diurnal: {
    seconds: 3 * DAY,
    foreseeable: true,
    about: "three days, each with the steady rate as its mean and the peak at noon",
    rate: wave,
  },
  spike: {
    seconds: HOUR,
    foreseeable: false,
    about: "the steady rate, and from one second to the next the peak for five minutes",
    rate:
      ({ steadyRps, peakRps }) =>
      (t) =>
        t >= 1200 && t < 1500 ? peakRps : steadyRps,
  },
  ramp: {
    seconds: HOUR,
    foreseeable: false,
    about: "the steady rate, then in 15 minutes to the peak, which stays",
    rate:
      ({ steadyRps, peakRps }) =>
      (t) =>
        steadyRps + (peakRps - steadyRps) * Math.min(1, Math.max(0, (t - 600) / 900)),
  },
  "flash-crowd": {
    seconds: 3 * HOUR,
    foreseeable: false,
    about: "the steady rate, then 13.2 times as much within ten minutes (World Cup 1998), which halves in half an hour",
    rate: flash,
  },
};

/** A named shape over the declared rates. */
export function shaped(shape: Shape, declared: Declared, stepSeconds: number): Curve {
  const { seconds, foreseeable, about, rate } = FORMS[shape];
  return curveOf(rate(declared), seconds, stepSeconds, { about, foreseeable });
}

export const shapeSeconds = (shape: Shape): number => FORMS[shape].seconds;

/** From the quietest hour to the peak and back: a power of a raised cosine, bent so that the mean is the steady rate. */
function wave({ steadyRps, peakRps }: Declared): Rate {
  const floor = steadyRps * factValue("floorShare");
  if (peakRps <= steadyRps) return () => steadyRps;
  const bend = bendFor((steadyRps - floor) / (peakRps - floor));
  return (t) => floor + (peakRps - floor) * ((1 - Math.cos((2 * Math.PI * t) / DAY)) / 2) ** bend;
}

/** The power at which a raised cosine has this mean. The mean falls as the power rises, from 1 towards 0. */
function bendFor(mean: number): number {
  let [low, high] = [0, 1];
  while (meanAt(high) > mean && high < 4096) [low, high] = [high, 2 * high];
  for (let k = 0; k < 60; k++) {
    const middle = (low + high) / 2;
    if (meanAt(middle) > mean) low = middle;
    else high = middle;
  }
  return high;
}

function meanAt(power: number): number {
  const points = 2000;
  let sum = 0;
  for (let k = 0; k < points; k++) sum += ((1 - Math.cos((2 * Math.PI * (k + 0.5)) / points)) / 2) ** power;
  return sum / points;
}

/** Grows by the same factor each second, then falls back to the steady rate by half-lives. */
function flash({ steadyRps }: Declared): Rate {
  const [times, rise, half] = [factValue("flashRise"), factValue("flashRiseSeconds"), factValue("flashHalfLife")];
  const start = 1800;
  return (t) => {
    if (t < start) return steadyRps;
    if (t < start + rise) return steadyRps * times ** ((t - start) / rise);
    return steadyRps * (1 + (times - 1) * 0.5 ** ((t - start - rise) / half));
  };
}
