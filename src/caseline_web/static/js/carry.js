// Sends what was entered along when the reader changes the language.

/** Adds the fields of one form to what another sends. */
export function carry(entered, form) {
  form.addEventListener("formdata", ({ formData }) => {
    for (const [name, value] of new FormData(entered))
      if (typeof value === "string") formData.append(name, value);
  });
}
