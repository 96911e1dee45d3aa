// What a click asks for.

/** Say whether a click asks for nothing but the thing itself: no tab or window of its own, no download, no menu. */
export const isPlainClick = (event) => event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
