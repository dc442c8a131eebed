/** The endpoints that publish keys. */
package org.colloque.bridge.keys.http;
