// Says in which language the page is: screen readers choose their voice by it.

export default function ({ data }) {
  document.documentElement.lang = data.lang;
}
