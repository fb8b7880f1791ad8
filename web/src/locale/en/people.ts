import type {
  people as People,
  signIn as SignIn,
  register as Register,
  setup as Setup,
  reset as Reset,
  profile as Profile,
  terms as Terms,
} from '../zh-CN/people'

export const people: typeof People = {
  login: 'Account',
  loginHint: "Letters, digits and . _ - @ +, at least 3 characters",
  password: 'Password',
  passwordHint: 'At least 8 characters; a sentence you remember is best',
  newPassword: 'New password',
  oldPassword: 'Present password',
  name: 'Name',
  nameHint: 'What others see; you can change it any time',
  tooShort: 'At least {n} characters.',
}

export const signIn: typeof SignIn = {
  title: 'Sign in',
  submit: 'Sign in',
  noAccount: 'No account yet?',
  forgot: 'Forgot your password? Ask the admin for a reset link.',
  welcome: 'Welcome back, {name}.',
}

export const register: typeof Register = {
  title: 'Register',
  submit: 'Register',
  hasAccount: 'Have an account already?',
  agree: 'I have read and agree to the',
  mustAgree: 'Please agree to the terms of use first.',
}

export const setup: typeof Setup = {
  title: 'Set up Lyceum',
  text: 'Make the first admin account of this site. The link works once.',
  submit: 'Make the admin account',
  noToken: 'The link is not complete. Open the whole link that the server printed at its first start.',
}

export const reset: typeof Reset = {
  title: 'Choose a new password',
  submit: 'Set the new password',
  done: 'Your password is new. Please sign in with it.',
  noToken: 'The link is not complete. Ask the admin for a new reset link.',
}

export const profile: typeof Profile = {
  title: 'My account',
  about: 'About you',
  password: 'Change password',
  passwordSubmit: 'Change password',
  passwordDone: 'Your password is changed. Other devices must sign in again.',
  look: 'Language and appearance',
  danger: 'Delete account',
  dangerText: 'Your account is deleted for ever and cannot be restored.',
  delete: 'Delete my account',
  deleteText: 'Enter your password to confirm. This cannot be undone.',
  deleted: 'Your account is deleted.',
  since: 'Here since {date}',
  operator: 'Admin',
  lecturer: 'Lecturer',
}

export const terms: typeof Terms = {
  title: 'Terms of use',
  privacy: 'Privacy notice',
  version: 'Version {version}',
  intro: 'This site is run by its admin with the open-source software Lyceum 讲堂. Here is what you can expect, and what we expect of you.',
  parts: [
    { title: 'Your account', text: 'The account is yours alone. Keep the password safe: what others do with your account counts as yours. You can delete it any time under “My account”.' },
    { title: 'In class', text: 'Respect the lecturer and the other learners. Do not post anything unlawful, insulting, harassing, or advertising. The lecturer and assistants may delete comments and mute people for a while.' },
    { title: 'What is taught', text: 'Picture, sound and materials of a lesson belong to the lecturer. Do not record or pass them on without the lecturer’s consent.' },
    { title: 'What we store', text: 'Your account and name, a hash of your password (not the password), the lessons you take part in and when you were in class, and what you write and do there. The lecturer can see for how long you were there. Being signed in is kept in one necessary cookie. When the staff of a lesson puts somebody out and bars their network address, a keyed hash of it, not the address, is kept for 24 hours. There is no tracking, and data are given to nobody.' },
    { title: 'Deletion', text: 'When you delete your account, your name, sign-in data, and when you were in class are erased.' },
    { title: 'What is not promised', text: 'Live streams depend on networks and may break off. The software is provided as it is, under the Apache 2.0 licence.' },
  ],
}
