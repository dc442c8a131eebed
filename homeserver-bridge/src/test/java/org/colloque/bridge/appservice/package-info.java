/** Application services over HTTP, with a bridge that the tests play. */
package org.colloque.bridge.appservice;
