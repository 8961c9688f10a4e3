// Shows of a list the lines that hold what is typed. It asks nobody: a name never stands in an address.

for (const field of document.querySelectorAll("input[data-find]")) {
  const lines = [...document.querySelectorAll(`#${field.dataset.find} tbody tr`)];
  const held = lines.map((line) => line.textContent.toLocaleLowerCase());
  const show = () => {
    const wanted = field.value.trim().toLocaleLowerCase().split(/\s+/);
    lines.forEach((line, at) => {
      line.hidden = !wanted.every((word) => held[at].includes(word));
    });
    const found = lines.filter((line) => !line.hidden).length;
    field.form.querySelector("output").textContent = field.value.trim() ? found : "";
  };
  field.form.hidden = false;
  field.form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("input", show);
  show();
}
