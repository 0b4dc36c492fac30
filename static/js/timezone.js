// Tells the server the time zone of this browser where a form asks for it.

for (const field of document.getElementsByName("time_zone")) {
  if (!field.value) field.value = Intl.DateTimeFormat().resolvedOptions().timeZone;
}
