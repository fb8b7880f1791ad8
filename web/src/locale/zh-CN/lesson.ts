export const lesson = {
  state: { scheduled: '未开始', live: '直播中', ended: '已结束' },
  kind: { live: '直播课', video: '视频课', audio: '音频课' },
  access: { free: '免费', password: '密码', invite: '邀请' },
  viewers: '{n} 人在听',
  at: '{time} 开始',
  noTime: '时间待定',
  endedAt: '{time} 结束',
  openSince: '{time} 上线',
  opensAt: '{time} 开放',
  notReady: '尚未上线',
  by: '主讲：{name}',
  cover: '《{title}》的封面',
  now: '《{title}》的直播画面',
  studio: '控制台',
  report: '课后报告',
  edit: '编辑',
  open: '进入直播间',
}

export const invite = {
  title: '你收到一份邀请',
  as: { learner: '邀请你作为学员听课', assistant: '邀请你担任助教', guest: '邀请你作为嘉宾参加' },
  accept: '接受邀请',
  signInFirst: '邀请会绑定到你的账号。请先登录或注册，再回到这里。',
  used: '这个邀请链接已经用过了。',
  missing: '这个邀请链接不存在，或已被撤回。',
}
