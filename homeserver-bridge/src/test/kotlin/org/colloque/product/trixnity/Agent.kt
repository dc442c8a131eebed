package org.colloque.product.trixnity

import de.connect2x.trixnity.client.CryptoDriverModule
import de.connect2x.trixnity.client.MatrixClient
import de.connect2x.trixnity.client.MediaStoreModule
import de.connect2x.trixnity.client.RepositoriesModule
import de.connect2x.trixnity.client.create
import de.connect2x.trixnity.client.cryptodriver.vodozemac.vodozemac
import de.connect2x.trixnity.client.media.inMemory
import de.connect2x.trixnity.client.room
import de.connect2x.trixnity.client.room.getState
import de.connect2x.trixnity.client.room.message.text
import de.connect2x.trixnity.client.room.toFlowList
import de.connect2x.trixnity.client.store.TimelineEvent
import de.connect2x.trixnity.client.store.repository.inMemory
import de.connect2x.trixnity.clientserverapi.client.MatrixClientAuthProviderData
import de.connect2x.trixnity.clientserverapi.client.SyncState
import de.connect2x.trixnity.clientserverapi.client.classicLogin
import de.connect2x.trixnity.clientserverapi.model.authentication.IdentifierType
import de.connect2x.trixnity.core.model.RoomId
import de.connect2x.trixnity.core.model.UserId
import de.connect2x.trixnity.core.model.events.InitialStateEvent
import de.connect2x.trixnity.core.model.events.m.room.EncryptedMessageEventContent
import de.connect2x.trixnity.core.model.events.m.room.EncryptionEventContent
import de.connect2x.trixnity.core.model.events.m.room.MemberEventContent
import de.connect2x.trixnity.core.model.events.m.room.Membership
import de.connect2x.trixnity.core.model.events.m.room.RoomMessageEventContent
import io.ktor.http.Url
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import kotlin.time.Duration.Companion.seconds

/**
 * Somebody on Trixnity, a Matrix SDK that is not ours, with its encryption and all it stores in memory. A call returns when what it says has come
 * about, as this person's client sees it, and fails after a minute.
 */
class Agent private constructor(private val client: MatrixClient) : AutoCloseable {

    val userId: String get() = client.userId.full

    /** Makes an encrypted room and invites somebody; gives its id. */
    fun createEncryptedRoom(invited: String): String = patiently {
        val encryption = InitialStateEvent(content = EncryptionEventContent(), stateKey = "")
        val room = client.api.room.createRoom(invite = setOf(UserId(invited)), initialState = listOf(encryption)).getOrThrow()
        awaitEncryptedRoom(room)
        room.full
    }

    fun acceptInvitation(room: String) = patiently {
        client.room.getById(RoomId(room)).first { it?.membership == Membership.INVITE }
        client.api.room.joinRoom(RoomId(room)).getOrThrow()
        awaitEncryptedRoom(RoomId(room))
    }

    fun awaitMember(room: String, user: String) = patiently {
        client.room.getState<MemberEventContent>(RoomId(room), user)
            .first { it?.content?.membership == Membership.JOIN }
        Unit
    }

    /** Sends a message; returns when the server has taken it. */
    fun say(room: String, text: String) = patiently {
        val transaction = client.room.sendMessage(RoomId(room)) { text(text) }
        client.room.getOutbox(RoomId(room), transaction).first { it == null || it.sentAt != null }
        Unit
    }

    /** The last texts of a room, oldest first, once there are so many; each was encrypted on its way. */
    fun read(room: String, count: Int): List<String> = patiently {
        val latest = client.room.getLastTimelineEvents(RoomId(room)).toFlowList(MutableStateFlow(WINDOW), MutableStateFlow(count))
        lateinit var texts: List<String>
        latest.first { events ->
            texts = events.mapNotNull { event -> textOf(event) }.reversed()
            texts.size >= count
        }
        texts.takeLast(count)
    }

    override fun close() = client.close()

    private suspend fun awaitEncryptedRoom(room: RoomId) {
        client.room.getById(room).first { it?.membership == Membership.JOIN }
        client.room.getState<EncryptionEventContent>(room).first { it != null }
    }

    /** Waits for the key of an encrypted message; a message in the clear is a failure. */
    private suspend fun textOf(event: Flow<TimelineEvent>): String? {
        val message = event.first()
        if (message.event.content !is EncryptedMessageEventContent) {
            check(message.event.content !is RoomMessageEventContent) { "sent in the clear: ${message.event.content}" }
            return null
        }
        val content = event.first { it.content?.isSuccess == true }.content?.getOrThrow()
        return (content as RoomMessageEventContent.TextBased.Text).body
    }

    companion object {

        private const val WINDOW = 100
        private val PATIENCE = 60.seconds

        /** A new device, which has begun to sync. */
        @JvmStatic
        fun logIn(address: String, name: String, password: String): Agent = patiently {
            val session = MatrixClientAuthProviderData.classicLogin(
                baseUrl = Url(address), identifier = IdentifierType.User(name), password = password,
            ).getOrThrow()
            val client = MatrixClient.create(
                repositoriesModule = RepositoriesModule.inMemory(), mediaStoreModule = MediaStoreModule.inMemory(),
                cryptoDriverModule = CryptoDriverModule.vodozemac(), authProviderData = session,
            ).getOrThrow()
            client.startSync()
            client.syncState.first { it == SyncState.RUNNING }
            Agent(client)
        }

        private fun <T> patiently(block: suspend CoroutineScope.() -> T): T =
            runBlocking(Dispatchers.Default) { withTimeout(PATIENCE, block) }
    }
}
