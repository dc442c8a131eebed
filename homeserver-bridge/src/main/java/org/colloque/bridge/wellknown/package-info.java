/** Where clients and other servers find this server, told at {@code /.well-known/matrix}. */
package org.colloque.bridge.wellknown;
