/** The endpoint that gives TURN credentials. */
package org.colloque.calls.turn.http;
