/** LiveKit, the media server: names, tokens, rooms and what it reports. */
package org.colloque.calls.livekit;
