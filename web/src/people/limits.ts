/** What the server asks of these at least, so that a form can say it before sending. */
export const leastLogin = 3
export const leastPassword = 8
