/** Whole dollars with thousands apart; below a hundred with cents. */
export function usd(amount: number): string {
  const digits = Math.abs(amount) < 100 && amount !== 0 ? 2 : 0;
  return amount.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** A column of whole dollars: what is below half a dollar and not nothing stays visible. */
export const column = (amount: number): string =>
  amount > 0 && amount < 0.5 ? "<1" : Math.round(amount).toLocaleString("en-US");

/** With its sign, so that more and less are told apart at a glance. */
export const change = (amount: number): string => {
  const rounded = Math.round(amount);
  return rounded === 0 ? "0" : `${rounded > 0 ? "+" : "-"}${Math.abs(rounded).toLocaleString("en-US")}`;
};

/** A unit price as it is written in price lists: cents, and smaller where there is more. */
export const unitPrice = (price: number): string =>
  `$${price.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 6 })}`;

/** A price's unit after a quantity: 1 month, 730 hours. */
export const units = (unit: string, count: number): string =>
  count !== 1 && /(hour|month)$/.test(unit) ? `${unit}s` : unit;

export const quantity = (value: number): string =>
  value.toLocaleString("en-US", { maximumFractionDigits: value < 100 ? 2 : 0 });

export const percent = (share: number): string =>
  share > 0 && share < 0.005 ? "<1 %" : `${Math.round(share * 100)} %`;
