import calls from './calls.json';
import common from './common.json';
import composer from './composer.json';
import conversation from './conversation.json';
import conversations from './conversations.json';
import create from './create.json';
import files from './files.json';
import jump from './jump.json';
import notifications from './notifications.json';
import shortcuts from './shortcuts.json';
import members from './members.json';
import security from './security.json';
import settings from './settings.json';
import shell from './shell.json';
import signIn from './sign-in.json';
import timeline from './timeline.json';
import trust from './trust.json';

export default {
  calls, common, composer, conversation, conversations, create, files, members, security, settings, shell, signIn, timeline, trust, jump, notifications, shortcuts,
};
