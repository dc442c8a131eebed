/** What LiveKit reports over HTTP. */
package org.colloque.calls.leave.http;
