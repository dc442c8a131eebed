/** What the tests of every module share. */
package org.colloque.messaging.testing;
