/** The identifiers of Matrix as types: each is checked when it is made and is written in JSON as the string it is. */
package org.colloque.protocol.id;
