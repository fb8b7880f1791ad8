export const desk = {
  title: '助教工作台',
  notStaff: '只有讲师和助教能打开工作台。',
  room: '直播间',
  tools: '工具',
  talk: '内部',
}

export const staff = {
  none: '还没有内部消息',
  noneText: '这里说的话只有讲师和助教能看到。',
  label: '对讲师和助教说',
  send: '发送',
  ready: '常用回复',
  say: '发送：{text}',
  change: '修改',
  prepare: '准备常用回复',
  readyText: '每行一条，最多 20 条，每条不超过 200 个字。点一下就发到评论里。',
  keep: '保存',
}
