export const site = {
  name: '讲堂',
  fullName: 'Lyceum 讲堂',
  skip: '跳到正文',
  menu: '菜单',
  home: '首页',
  newLesson: '新建课程',
  operator: '管理员',
  profile: '我的账号',
  learning: '我的学习',
  signIn: '登录',
  signOut: '退出登录',
  register: '注册',
  verifyDraw: '验证抽奖',
  quick: '快速开播',
  terms: '使用条款',
  language: '语言',
  languageName: { 'zh-CN': '中文', en: 'English' },
  languageShort: { 'zh-CN': '中', en: 'EN' },
  theme: '外观',
  themeName: { system: '跟随系统', light: '浅色', dark: '深色' },
  accountMenu: '账号菜单',
  accountMenuWaiting: '账号菜单，{n} 项待处理',
  footer: '自己的讲堂，自己的数据。',
  version: '版本 {version}',
}

export const replies = {
  title: '回复我的',
  unseen: '{n} 条新回复',
}

export const problem = {
  unreachable: '连不上服务器。请检查网络，然后再试一次。',
  status: '服务器没有完成这个请求（{status}）。',
  again: '再试一次',
  toHome: '回到首页',
  wait: '请在 {seconds} 秒后再试。',
  title: '出了点问题',
}

export const notFound = {
  title: '这里没有页面',
  text: '地址可能写错了，或者这节课已经被删除。',
}

export const common = {
  save: '保存',
  saved: '已保存',
  cancel: '取消',
  close: '关闭',
  copy: '复制',
  copied: '已复制',
  copyFailed: '没能复制，请手动选择文字。',
  show: '显示',
  hide: '隐藏',
  more: '加载更多',
  loading: '正在加载',
  optional: '选填',
  required: '这一项不能为空。',
}

export const home = {
  title: '直播课',
  heroTitle: '开讲了，来听。',
  heroText: '课堂就在浏览器里：画面几乎同步，提问当场有回应。',
  live: '正在直播',
  coming: '即将开始',
  past: '已结束',
  films: '视频与音频课',
  mine: '我主讲和协助的课',
  roomNumber: '房间号',
  roomNumberHint: '输入房间号进入直播间',
  roomNumberWrong: '房间号是一串数字。',
  enter: '进入',
  emptyLive: '此刻没有课在直播',
  emptyLiveText: '看看下面即将开始的课，或者输入老师给你的房间号。',
  emptyAll: '还没有直播课',
  emptyAllLecturer: '从第一节课开始：起个名字，定个时间。',
  emptyAllText: '有了新课，会出现在这里。',
  setup: '这个站点还没有管理员。请打开服务器首次启动时打印的一次性链接。',
}

export const quick = {
  title: '快速开播',
  intro: '输入一个房间号或名字，按下开播。没有这个房间时，会为你新建一个。',
  roomId: '房间号',
  start: 'Start Stream',
  startHint: '开始直播',
  stop: 'Stop Stream',
  stopHint: '停止直播',
  started: 'Live Stream Started',
  stopped: 'Stopped',
  ready: '尚未开始',
  message: '消息',
  messagePlaceholder: '对房间里的人说…',
  send: '发送',
  messages: '房间里的消息',
  empty: '还没有消息',
  signIn: '登录后才能开播和发消息。',
  watch: '打开直播间',
  studio: '打开控制台',
  api: '同样的三个操作，也可以用脚本完成：',
}
