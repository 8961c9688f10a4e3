// The clinic's picture leads here with the code after the #, which no server ever sees.
const digits = location.hash.replace(/\D/g, "");
if (digits) {
  history.replaceState(null, "", location.pathname);
  document.querySelector("[name=code]").value = digits;
}
