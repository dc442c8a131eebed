/** Searching what was said in rooms. Spec: client-server-api, "Server Side Search". */
package org.colloque.messaging.search;
