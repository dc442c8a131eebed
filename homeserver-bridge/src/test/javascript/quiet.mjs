/** The SDKs tell much: what they tell is dropped, unless it is asked for. To be imported first. */
if (!process.env.COLLOQUE_CLIENTS_VERBOSE) {
  for (const level of ['trace', 'debug', 'info', 'log', 'warn']) console[level] = () => {};
}
