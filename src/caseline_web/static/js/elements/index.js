// Defines the custom elements, nothing else.

import { PainDrawing } from "caseline/elements/pain-drawing";

customElements.define("pain-drawing", PainDrawing);
