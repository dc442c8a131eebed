import { MessagesSquare, Mic, Search } from 'lucide-react';
import { useState } from 'react';
import { applyTheme } from '@/app/theme';
import { Avatar } from '@/ui/Avatar';
import { Banner } from '@/ui/Banner';
import { Button } from '@/ui/Button';
import { ChoiceCards } from '@/ui/ChoiceCards';
import { EmptyState } from '@/ui/EmptyState';
import { IconButton } from '@/ui/IconButton';
import { LanguageChoice } from '@/ui/LanguageChoice';
import { Menu } from '@/ui/Menu';
import { PasswordField } from '@/ui/PasswordField';
import { Progress } from '@/ui/Progress';
import { Segments } from '@/ui/Segments';
import { Skeleton } from '@/ui/Skeleton';
import { TextField } from '@/ui/TextField';
import { TrustMark } from '@/ui/TrustMark';
import { Example } from './Example';
import styles from './ExamplesPage.module.css';
import { MessageExamples } from './MessageExamples';

const people = ['Claire Martin', 'Bruno Lefèvre', 'Léa Nguyen', 'Jean-Baptiste de La Salle', 'O', '张伟', 'Équipe budget', ''];

/** The shared components in all their states, to be looked at alone. */
export default function ExamplesPage() {
  const [kind, setKind] = useState('private');
  const [theme, setTheme] = useState<'light' | 'dark'>('light');
  const themes = [{ id: 'light' as const, label: 'Clair' }, { id: 'dark' as const, label: 'Sombre' }];
  return (
    <main className={styles.page}>
      <h1>Exemples</h1>
      <div className={styles.bar}>
        <LanguageChoice />
        <Segments label="Thème" value={theme} options={themes} onChange={(chosen) => { setTheme(chosen); applyTheme(chosen); }} />
      </div>
      <Example name="Boutons">
        <Button variant="primary">Créer le salon</Button><Button>Annuler</Button><Button variant="quiet">Plus tard</Button>
        <Button variant="danger">Supprimer</Button><Button variant="success">Rejoindre</Button>
        <Button variant="primary" isPending>Connexion…</Button><Button isDisabled>Indisponible</Button><Button size="small">Petit</Button>
        <IconButton label="Rechercher"><Search size={18} /></IconButton><IconButton label="Micro coupé" pressed><Mic size={18} /></IconButton>
        <Menu label="Actions" trigger={<Button>Menu</Button>} actions={[{ id: 'a', label: 'Ouvrir', act: () => undefined }, { id: 'b', label: 'Supprimer', danger: true, apart: true, act: () => undefined }]} />
      </Example>
      <Example name="Champs">
        <TextField label="Nom" placeholder="Vide" />
        <TextField label="Nom" defaultValue="Un nom si long qu’il ne tient pas dans la place qui lui est donnée, et de loin" hint="Une aide d’une phrase." />
        <TextField label="Nom" defaultValue="Faux" error="Ce nom est déjà pris. Choisissez-en un autre." />
        <PasswordField label="Mot de passe" defaultValue="secret" />
      </Example>
      <Example name="Messages du service">
        <Banner>Une information.</Banner><Banner tone="success">C’est fait.</Banner>
        <Banner tone="warning">Attention à ceci, qui prend deux lignes quand la fenêtre est étroite, sans rien couper.</Banner>
        <Banner tone="danger" action={<Button size="small">Réessayer</Button>}>Le message n’est pas parti. Il est gardé ici.</Banner>
      </Example>
      <Example name="Confiance"><TrustMark kind="encrypted" /><TrustMark kind="open" /><TrustMark kind="unencrypted" /><TrustMark kind="unverified" /></Example>
      <Example name="Personnes">{people.map((name) => <Avatar key={name} id={name} name={name} url={null} />)}<Avatar id="x" name="Salon" url={null} square size={48} /></Example>
      <Example name="Choix">
        <ChoiceCards
          label="Qui peut y entrer ?" value={kind} onChange={setKind}
          choices={[
            { id: 'private', icon: <Search size={18} />, title: 'Privé et chiffré', words: 'Sur invitation seulement.' },
            { id: 'forum', icon: <Search size={18} />, title: 'Forum public', words: 'Tout agent peut le trouver et y entrer.' },
          ]}
        />
      </Example>
      <Example name="Attente"><div className={styles.box}><Progress label="Envoi" value={40} of={100} /></div><div className={styles.box}><Skeleton rows={2} /></div></Example>
      <Example name="Vide"><EmptyState icon={<MessagesSquare />} heading={3} title="Aucune conversation" actions={<Button variant="primary">Commencer</Button>}>Écrivez à une personne pour commencer.</EmptyState></Example>
      <MessageExamples />
    </main>
  );
}
