type Bridge = { invoke(name: string, options: object, done: () => void): void }

/** WeChat's browser lets a video start only from inside a call of its bridge. Does nothing elsewhere. */
export function askWeixin(play: () => void): void {
  const bridge = (window as { WeixinJSBridge?: Bridge }).WeixinJSBridge
  if (bridge) bridge.invoke('getNetworkType', {}, play)
  else document.addEventListener('WeixinJSBridgeReady', play, { once: true })
}
