export const teach = {
  title: '申请成为讲师',
  text: '写一段话，说说你想讲什么。管理员会回复你。',
  words: '申请说明',
  hint: '10 至 500 个字符',
  send: '提交申请',
  sent: '申请已提交。',
  waits: '你的申请（{time}）正在等待管理员处理。',
  approved: '你的申请已通过，可以开课了。',
  declined: '你的申请没有通过。',
  mayApply: '你的账号还不能开课，可以先申请成为讲师。',
}

/** For the staff of a lesson that an operator reviews. */
export const review = {
  pending: '待审核',
  declined: '审核未通过',
  hidden: '通过之前，只有讲师和助教能看到这节课。修改后会重新提交。',
  keeps: '学员现在看到的仍是已发布的版本。',
}
