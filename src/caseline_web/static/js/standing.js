// A form of staff is sent only while whoever filled it in is signed in; else it stays on the page as it is.
// Nothing of it is kept anywhere: signing in is done in another tab.

const line = document.querySelector("#unsent");
const { standing, who } = line.dataset;

/** Who is signed in now, and the proof of today that a form is ours; "" where nobody is. */
async function asked() {
  const answer = await fetch(standing, { redirect: "manual" }); // a redirect leads to the way in
  return answer.ok ? answer.json() : { who: "" };
}

function stays(form, why) {
  line.querySelector("p").textContent = line.dataset[why];
  line.querySelector("a").hidden = why === "none";
  form.append(line);
  line.hidden = false;
  line.scrollIntoView({ block: "nearest" });
}

const sure = new WeakSet(), busy = new WeakSet();

async function send(form, button) {
  const now = await asked().catch(() => null);
  if (now?.who !== who) return stays(form, now ? (now.who ? "other" : "out") : "none");
  form.elements.csrfmiddlewaretoken.value = now.token;
  sure.add(form);
  form.requestSubmit(button);
}

for (const form of document.querySelectorAll("main form[method=post]"))
  form.addEventListener("submit", (event) => {
    if (sure.delete(form)) return;
    event.preventDefault();
    if (busy.has(form)) return;
    busy.add(form);
    send(form, event.submitter).finally(() => busy.delete(form));
  });
