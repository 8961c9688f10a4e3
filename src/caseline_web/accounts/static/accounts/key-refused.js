// A passkey or a key that the browser refuses leads to no page that could say so: this one does.

const { said } = document.querySelector("script[data-said]").dataset;

document.addEventListener("allauth.error", (event) => {
  event.preventDefault(); // told here, it need not stand in the console
  document.querySelector("#key-refused")?.remove();
  const told = Object.assign(document.createElement("p"), { id: "key-refused", className: "alert", textContent: said });
  told.role = "alert";
  document.querySelector("main").prepend(told);
  told.scrollIntoView({ block: "nearest" });
});
