// Defines the custom elements, and joins the forms of a page.

import { carry } from "caseline/carry";
import { PainDrawing } from "caseline/elements/pain-drawing";

customElements.define("pain-drawing", PainDrawing);
carry(document.querySelector("#entry"), document.querySelector("form.languages"));
