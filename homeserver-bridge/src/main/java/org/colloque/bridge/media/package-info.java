/** Files between servers. Spec: server-server-api, "Content Repository". */
package org.colloque.bridge.media;
