// The days of a course on its axis; no page is needed for it.

/** The place of the day that lies nearest to a time; days are in order. */
export function nearest(days, time) {
  const after = days.findIndex((day) => day.at >= time);
  if (after <= 0) return after < 0 ? days.length - 1 : 0;
  return days[after].at - time < time - days[after - 1].at ? after : after - 1;
}
