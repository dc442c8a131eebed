/** Identity servers, which know whose an address outside Matrix is. */
package org.colloque.bridge.identity;
