/** Whether an event may enter a room: the authorisation rules of each room version as tables of numbered rules, and what they need to look at. */
package org.colloque.protocol.auth;
