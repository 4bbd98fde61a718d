/** Something about a template that its author can mend; the message says what, in Chinese. */
export class FormFault extends Error {}
