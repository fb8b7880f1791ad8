export const people = {
  login: '账号',
  loginHint: "字母、数字和 . _ - @ +，至少 3 个字符",
  password: '密码',
  passwordHint: '至少 8 个字符；一句你记得住的话最好',
  newPassword: '新密码',
  oldPassword: '现在的密码',
  name: '名字',
  nameHint: '别人看到的名字，随时可以改',
  tooShort: '至少 {n} 个字符。',
}

export const signIn = {
  title: '登录',
  submit: '登录',
  noAccount: '还没有账号？',
  forgot: '忘记密码？请联系管理员，让他给你一个重设链接。',
  welcome: '欢迎回来，{name}。',
}

export const register = {
  title: '注册',
  submit: '注册',
  hasAccount: '已经有账号？',
  agree: '我已阅读并同意',
  mustAgree: '注册前请先同意使用条款。',
}

export const setup = {
  title: '设置讲堂',
  text: '为这个站点建立第一个管理员账号。这个链接只能用一次。',
  submit: '建立管理员账号',
  noToken: '链接不完整。请打开服务器首次启动时打印的完整链接。',
}

export const reset = {
  title: '设置新密码',
  submit: '设置新密码',
  done: '密码已更新，请用新密码登录。',
  noToken: '链接不完整。请向管理员要一个新的重设链接。',
}

export const profile = {
  title: '我的账号',
  about: '个人资料',
  password: '修改密码',
  passwordSubmit: '修改密码',
  passwordDone: '密码已修改，其他设备需要重新登录。',
  look: '语言与外观',
  danger: '删除账号',
  dangerText: '你的账号会永久删除，无法恢复。',
  delete: '删除我的账号',
  deleteText: '请输入密码确认。删除后无法恢复。',
  deleted: '账号已删除。',
  since: '{date} 加入',
  operator: '管理员',
  lecturer: '讲师',
}

export const terms = {
  title: '使用条款',
  privacy: '隐私说明',
  version: '版本 {version}',
  intro: '这个站点由它的管理员运营，使用开源软件 Lyceum 讲堂。下面说明你可以期待什么，以及我们期待你做什么。',
  parts: [
    { title: '你的账号', text: '账号属于你一个人。请保管好密码；别人用你的账号做的事，会算在你名下。你可以随时在“我的账号”里删除它。' },
    { title: '课堂里', text: '尊重讲师和其他学员。不要发布违法、侮辱、骚扰或广告内容。讲师和助教可以删除评论，也可以暂时禁言。' },
    { title: '课程内容', text: '直播的画面、声音和资料属于讲师。未经讲师同意，不要录制或转发。' },
    { title: '我们保存什么', text: '账号名、你的名字、密码的哈希值（不是密码本身）、你参与的课和在课堂里的时间，以及你在那里写下和做过的事。讲师能看到你在场多久。登录状态保存在一个必要的 Cookie 里。讲师或助教请出某人并限制其网络地址时，会保存该地址的带密钥哈希值（不是地址本身）24 小时。我们不使用跟踪，也不把数据交给别人。' },
    { title: '删除', text: '删除账号后，你的名字、登录信息和在场时间会被清除。' },
    { title: '不保证的事', text: '直播依赖网络，可能中断。软件按现状提供，许可证为 Apache 2.0。' },
  ],
}
