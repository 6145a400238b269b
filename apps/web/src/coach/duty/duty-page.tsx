import { Badge, Button } from '@mantine/core';
import { ticketOperations } from '@firstbell/contracts/tickets';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { ConfirmDialog } from '../../console/confirm-dialog.js';
import { EmptyState } from '../../console/empty-state.js';
import { PageHead } from '../../console/section-layout.js';
import { sayDone } from '../../console/say.js';
import { useSkillName } from '../../console/use-skill-name.js';
import { When } from '../../console/when.js';
import type { OnDuty } from '../../desk/duty/duty-now.rules.js';
import { useCoach } from '../live/coach-context.js';
import { RoomStates } from '../live/room-states.js';
import { AttendanceSection } from './attendance-section.js';

export function DutyPage() {
  const { t } = useTranslation('coach');
  const { duty } = useCoach();
  const [leaving, setLeaving] = useState<OnDuty | null>(null);
  return (
    <>
      <PageHead title={t('duty.title')} lead={t('duty.lead')} />
      <RoomStates>
        {duty.length === 0 ? (
          <EmptyState title={t('duty.empty.title')} picture="speech-question">
            <p>{t('duty.empty.body')}</p>
          </EmptyState>
        ) : (
          <ul className="coach-duty">
            {duty.map((person) => (
              <DutyCard key={person.id} person={person} onTakeOff={() => setLeaving(person)} />
            ))}
          </ul>
        )}
        <AttendanceSection />
      </RoomStates>
      <TakeOffDialog person={leaving} onClose={() => setLeaving(null)} />
    </>
  );
}

function DutyCard({ person, onTakeOff }: { readonly person: OnDuty; readonly onTakeOff: () => void }) {
  const { t } = useTranslation('coach');
  const skillName = useSkillName();
  return (
    <li className="console-card coach-duty__card">
      <div className="coach-duty__words">
        <h2>{person.name}</h2>
        <p>
          {t('duty.since')} <When at={person.since} />
        </p>
        <div className="coach-duty__skills">
          {person.skills.length === 0
            ? t('duty.noSkills')
            : person.skills.map((skill) => (
                <Badge key={skill} variant="default" size="lg" tt="none" radius="sm">
                  {skillName(skill)}
                </Badge>
              ))}
        </div>
      </div>
      <div className="coach-duty__holds">
        {person.holding.length === 0 ? (
          <span>{t('duty.free')}</span>
        ) : (
          <>
            <span>{t('duty.works')}</span>
            {person.holding.map((row) => (
              <span key={row.id} className="coach-stub fb-code" translate="no">
                {row.code}
              </span>
            ))}
          </>
        )}
      </div>
      <Button variant="default" size="sm" onClick={onTakeOff} aria-label={t('duty.takeOffNamed', { name: person.name })}>
        {t('duty.takeOff')}
      </Button>
    </li>
  );
}

function TakeOffDialog({ person, onClose }: { readonly person: OnDuty | null; readonly onClose: () => void }) {
  const { t } = useTranslation('coach');
  const { deskId, refetch } = useCoach();
  const takeOff = useMutation({
    mutationFn: ({ id }: OnDuty) => call(ticketOperations.endDuty, { deskId, personId: id }),
    onSuccess: (_done, { name }) => {
      sayDone(t('duty.takenOff', { name }));
      onClose();
      refetch();
    },
  });
  return (
    <ConfirmDialog
      opened={person !== null}
      title={t('duty.takeOffTitle', { name: person?.name ?? '' })}
      action={t('duty.takeOff')}
      busy={takeOff.isPending}
      error={takeOff.error}
      onClose={() => {
        takeOff.reset();
        onClose();
      }}
      onConfirm={() => {
        if (person !== null) takeOff.mutate(person);
      }}
    >
      {person === null ? null : (
        <p className="coach-plain">
          {person.holding.length === 0
            ? t('duty.takeOffFree')
            : t('duty.takeOffHolding', { count: person.holding.length, codes: person.holding.map((row) => row.code).join(', ') })}{' '}
          {t('duty.takeOffAgain')}
        </p>
      )}
    </ConfirmDialog>
  );
}
