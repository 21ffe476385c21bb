// SPDX-License-Identifier: Apache-2.0
/** Keeps those apart who write to one database, wherever they run. */
package io.bladegraph.importer.lock;
