/** How many connections each address may have, and how long. */
package io.ctattention.server.connection;
