/** From a server's name to the place where it is reached. Spec: server-server-api, "Server discovery". */
package org.colloque.bridge.resolution;
