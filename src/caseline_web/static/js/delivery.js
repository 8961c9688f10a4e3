// What becomes of an entry that is sent, and which evening it counts for. No page and no network here.

const NIGHT_ENDS = 4; // as on the server: who answers at one in the morning answers for the evening before

/** The day of the evening at a moment, by the clock of the patient's own zone, as 2026-03-02. */
export function evening(moment, zone) {
  const told = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", hourCycle: "h23",
  }).formatToParts(moment);
  const part = Object.fromEntries(told.map(({ type, value }) => [type, Number(value)]));
  const day = new Date(Date.UTC(part.year, part.month - 1, part.day));
  if (part.hour < NIGHT_ENDS) day.setUTCDate(day.getUTCDate() - 1);
  return day.toISOString().slice(0, 10);
}

/**
 * What an answer means for the entry. It leaves the phone only when the clinic says that it has it:
 * "taken", or "held" for a person to look at; "empty" held nothing. All else stays.
 */
export function meaning(status, told) {
  if (status === 200 || status === 201) return "taken";
  if (status === 422 && told.held) return "held";
  if (status === 400 && told.empty) return "empty";
  if (status === 0 || status === 401) return "signed out"; // a redirect to the way in has status 0
  return status < 500 && status !== 403 && status !== 429 ? "stuck" : "later";
}

const ENDED = ["taken", "held", "empty"];

/** Sends entries, the oldest first, and gives what became of each that was tried. */
export async function deliver(entries, post, drop) {
  const all = [], closed = new Set(); // addresses that need somebody signed in; a link's does not
  for (const entry of entries) {
    if (closed.has(entry.to)) continue;
    let answer;
    try {
      answer = await post(entry);
    } catch {
      break; // there is no network
    }
    const became = meaning(answer.status, answer.told);
    if (ENDED.includes(became)) await drop(entry.id);
    all.push({ id: entry.id, became, told: answer.told });
    if (became === "later") break;
    if (became === "signed out") closed.add(entry.to);
  }
  return all;
}
