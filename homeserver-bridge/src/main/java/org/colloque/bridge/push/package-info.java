/** Push gateways, through which telephones learn of notifications. */
package org.colloque.bridge.push;
