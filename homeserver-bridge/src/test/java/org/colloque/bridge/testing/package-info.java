/** Another server for the tests of federation. */
package org.colloque.bridge.testing;
